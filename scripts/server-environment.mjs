import path from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), '.tools', 'compile-cache')

/**
 * What a server process gets besides the environment it is started in. Small young generation, bounded old one, few arenas: left alone,
 * V8 and glibc take memory as long as the machine has some. What the person says in NODE_OPTIONS comes last and counts. Stripped and
 * compiled sources are kept between starts; where the folder cannot be written, Node goes on without.
 */
export function serverEnvironment(env) {
  const memory = '--max-semi-space-size=4 --max-old-space-size=1024'
  return {
    NODE_OPTIONS: [memory, env.NODE_OPTIONS].filter(Boolean).join(' '),
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? cache,
    MALLOC_ARENA_MAX: env.MALLOC_ARENA_MAX ?? '2',
    // Large buffers go back to the system as soon as they are free.
    MALLOC_MMAP_THRESHOLD_: env.MALLOC_MMAP_THRESHOLD_ ?? '131072',
  }
}

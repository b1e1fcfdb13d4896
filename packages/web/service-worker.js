// Keeps the shell of the app on the device, so that it opens at once and also without a network. It never keeps an answer of the API.
// The build fills in the version and the files of the shell.
const version = '__VERSION__'
const shell = __SHELL__
const own = `atelier-shell-${version}`

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(own).then((cache) => cache.addAll(shell)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('atelier-shell-') && name !== own).map((name) => caches.delete(name)),
        ),
      ),
  )
})

// The page asks for this when its reader wants the new version.
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting()
})

const page = async (request) => {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match('/', { cacheName: own })
    if (kept) return kept
    throw error
  }
}

// Built files carry their content's hash in their name: what is kept is right for ever.
const asset = async (request) => {
  const kept = await caches.match(request, { cacheName: own })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(own)
    await cache.put(request, answer.clone())
  }
  return answer
}

const isPage = /^\/(?!api\/|f\/|hooks\/|metrics|healthz|readyz)[^.]*$/

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && isPage.test(pathname)) event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

import { similarity } from '@atelier/fields'

/** Finds names that are like another without comparing each with each: those that share a word, or two Chinese characters in a row. */
export type Likeness = {
  readonly add: (name: string) => void
  /** The first name that is at least so alike (0 to 1), or that holds the other whole. */
  readonly find: (name: string, least: number) => string | undefined
}

/** A word that more names share says nothing about them ("Ltd"). */
const mostShared = 300
const mostCompared = 100

function piecesOf(name: string): readonly string[] {
  const folded = name.normalize('NFKC').toLowerCase()
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.flatMap((word) => {
    const letters = [...word]
    return /\p{Script=Han}/u.test(word) && letters.length > 2
      ? letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
      : [word, ...(letters.length > 4 ? [letters.slice(0, 4).join('')] : [])]
  })
}

/** An index of names, empty at first. */
export function likenessIndex(): Likeness {
  const byPiece = new Map<string, string[]>()
  return {
    add: (name) => {
      for (const piece of new Set(piecesOf(name))) {
        const names = byPiece.get(piece)
        if (names === undefined) byPiece.set(piece, [name])
        else if (names.length <= mostShared) names.push(name)
      }
    },
    find: (name, least) => {
      const candidates = new Set(
        piecesOf(name).flatMap((piece) => {
          const names = byPiece.get(piece) ?? []
          return names.length > mostShared ? [] : names
        }),
      )
      const own = name.trim().toLowerCase()
      return [...candidates]
        .slice(0, mostCompared)
        .find((each) => each.toLowerCase().includes(own) || similarity(name, each) >= least)
    },
  }
}

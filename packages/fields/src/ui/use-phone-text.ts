import { useEffect, useState } from 'react'

let format: ((number: string) => string) | undefined

/** A number as people write it. How that is in every country is fetched with the first number; until then it stands as it is stored. */
export function usePhoneText(number: string): string {
  const [ready, setReady] = useState(format !== undefined)
  useEffect(() => {
    if (ready || number === '') return
    let gone = false
    void import('../types/phone/index.ts').then(({ phoneText }) => {
      format = phoneText
      if (!gone) setReady(true)
    })
    return () => {
      gone = true
    }
  }, [ready, number])
  return ready && format && number !== '' ? format(number) : number
}

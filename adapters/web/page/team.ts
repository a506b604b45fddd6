import { useEffect, useState } from 'preact/hooks'

import type { People } from '../wire.ts'
import { getPeople } from './api.ts'
import { backoff, createSleeper } from './pause.ts'

export type Team = People | 'loading' | 'lost' | 'refused'

/** The people one can be; asked for until the server answers. */
export const useTeam = (): Team => {
  const [team, setTeam] = useState<Team>('loading')
  useEffect(() => {
    let gone = false
    const sleeper = createSleeper()
    const ask = async (): Promise<void> => {
      for (let failures = 0; !gone; failures += 1) {
        const heard = await getPeople()
        if (heard.ok) return setTeam(heard.body)
        setTeam(heard.status === 404 ? 'refused' : 'lost')
        await sleeper.pause(backoff(failures))
      }
    }
    void ask()
    return () => {
      gone = true
    }
  }, [])
  return team
}

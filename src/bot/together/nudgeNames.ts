import type { NudgeId } from '../../domain/nudge.ts'

/** What a nudge is about, as a person turns it up or down. */
export const nudgeNames: Readonly<Record<NudgeId, string>> = {
  'N-01': 'Find the next date',
  'N-02': 'Something for the agenda',
  'N-03': 'Prepare the next session',
  'N-04': 'Record the session',
  'N-05': 'A record to read',
  'N-08': 'A date when it has been a while',
  'N-09': 'A new date after a move',
  'N-13': 'My actions',
  'N-29': 'A change in how often we meet',
}

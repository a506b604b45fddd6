import type { Dialog } from '../src/core/dialogData.ts'
import { coachingAgreement } from './agreements/coachingAgreement.ts'
import { coachingSession } from './coaching/coachingSession.ts'
import { actionHelp } from './everyday/actionHelp.ts'
import { actionLine } from './everyday/actionLine.ts'
import { feedback } from './feedback/feedback.ts'
import { improvement } from './plans/improvement.ts'
import { improvementCheckIn } from './plans/improvementCheckIn.ts'
import { improvementClosing } from './plans/improvementClosing.ts'
import { agenda } from './sessions/agenda.ts'
import { preparation } from './sessions/preparation.ts'
import { reschedule } from './sessions/reschedule.ts'
import { session } from './sessions/session.ts'

export interface Family {
  readonly id: string
  readonly title: string
  readonly dialogs: readonly Dialog[]
}

/** All dialogs, in the families of the catalogue. A new dialog is one line here. */
export const families: readonly Family[] = [
  {
    id: 'sessions',
    title: 'Supervision sessions',
    dialogs: [agenda, preparation, session, reschedule],
  },
  { id: 'everyday', title: 'Every day', dialogs: [actionHelp, actionLine] },
  { id: 'feedback', title: 'Feedback', dialogs: [feedback] },
  { id: 'agreements', title: 'Agreements', dialogs: [coachingAgreement] },
  { id: 'coaching', title: 'Coaching', dialogs: [coachingSession] },
  { id: 'plans', title: 'Plans', dialogs: [improvement, improvementCheckIn, improvementClosing] },
]

export const dialogs: readonly Dialog[] = families.flatMap(family => family.dialogs)

/** Dialogs that others lead to and that are not built yet: what a person reads instead, saying what to do now. */
export const planned: Readonly<Record<string, string>> = {
  safety:
    'If a child may be in danger now, stop typing and call your duty line or the emergency number. Tell the supervisor and the manager involved. Please do not describe the child here.',
  'case-aaa':
    'Write what is about a family straight into the case system. Here, keep one line without names: “talked about, recorded there”.',
  workload:
    'Talk today about what to do, delay, share or drop, and agree one thing. Write it down as an action when you record the session.',
  'working-agreement':
    'Set aside twenty minutes for it with each other: what you two are here for, what each expects, and how you will raise things. Keep the lines where both can find them.',
  learning:
    'Put it into the learning and development plan you already use, with a date. The choice stands in this record too.',
  iedp: 'Put it into the leadership development plan you already use, with a date. The choice stands in this record too.',
  'coaching-plan':
    'Take it to the next talk of learner, coach and sponsor, and change the plan there together. The choice stands in this record too.',
}

/** What the house plays from: dialogs by their id, and what is said where one is not there yet. */
export const library = { dialogs: new Map(dialogs.map(each => [each.id, each])), planned }

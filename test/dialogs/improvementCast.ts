import { improvement } from '../../dialogs/plans/improvement.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const clauses = ['Visits are written up within two days']
export const start = (given: { readonly clauses: readonly string[] } = { clauses }): Play =>
  new Play(improvement, { names, given: { clauses: [...given.clauses] } })

export const gate = { about: ['Standards'], since: '10 November', saidBefore: 'Yes, plainly' }
export const beforeTheTalk = {
  inAgreement: 'Yes',
  clause: clauses[0] ?? '',
  followed: ['File audit', 'Supervision'],
  pattern: 'It comes back',
  'findings/1/on': '12 November',
  'findings/1/source': 'File audit of November',
  'findings/1/found': 'Two visits of five were written up after six days',
  'findings/1/again': 'Yes, one more',
  'findings/2/on': '26 November',
  'findings/2/source': 'Supervision record',
  'findings/2/found': 'One visit of four had no note on the day of the review',
  'findings/2/again': 'No, that is all',
  otherSide: 'Court work took a whole week in November',
  bias: ['I compared the workload'],
  matters: ['Children and families', 'The team'],
  whoFeels: 'The duty worker, who has to guess on a Saturday',
  summary: 'You write up within two days; I keep Thursday afternoons free of meetings',
  strengths:
    'You ask children alone → they talk\nYou ring families back the same day → they trust us',
  'needs/1/standard': 'Each visit has a note within two days',
  'needs/1/finding': 'Three notes of nine came after six days or more',
  'needs/1/gap': 'Three of nine',
  'needs/1/effect': 'The duty worker decides without them',
  'needs/1/again': 'No, that is all',
  minutes: '60',
  spoken: 'Yes',
}
export const ofWorker = {
  ready: 'Now is fine',
  remember: 'Yes',
  ownStrengths: 'I see children alone, every time',
  'views/1/view': 'It is right about November, court took the rest',
  context: ['Time', 'Caseload'],
  thinking: 'I have ideas',
  ideas: 'Write up in the car before I drive on',
  help: ['Do it together'],
}
export const thePlan = {
  'responses/1/now': 'It stays as it is',
  offer: 'Two notes together on Thursday, half an hour',
  'goals/1/goal': 'Notes are there when the duty worker needs them',
  'goals/1/measure': 'Both of us look at the list on Fridays',
  'goals/1/baseline': '6 of 9 within two days',
  'goals/1/target': '9 of 9 within two days',
  'goals/1/by': '29 January',
  'goals/1/again': 'No, that is all',
  earlyWin: 'This week’s two visits are written up on the day',
  ownActions: 'Keep Thursday afternoons free',
  afterwards: 'Met: we say so and close. Partly: once more time. Not met: people decide.',
}

/** Ada has prepared and told Ben; he has the invitation. */
export const invited = (): Play => {
  const play = start()
  play.finish('supervisor', gate)
  play.finish('supervisor', beforeTheTalk)
  return play
}
export const planned = (): Play => {
  const play = invited()
  play.finish('worker', ofWorker)
  play.finish('supervisor', thePlan)
  return play
}

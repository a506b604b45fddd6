/** What each of three people takes on in a coaching agreement (D04, step 5). */

const talk = 'Let’s talk about a line first'

export const coachLines = [
  'I speak plainly, and say what I ask of you',
  'You have my full attention when we meet',
  'I help you see, plan and act, and I am on your side',
  'I trust that you have the answers, and that they are yours',
  'When dates clash I say so early and offer a new one',
  'I keep us on one thing: how good your supervision is',
  'I give you feedback regularly',
  'I share goals and progress with your sponsor, and you know what I share',
  'I write about goals, progress and attendance with regional leadership, and you both get my report at the end',
] as const

export const learnerLines = [
  'I work on goals that my sponsor and I have agreed',
  'I am open, and I may decline a question or say that it is uncomfortable',
  'I am there within ten minutes, and move a date at least the day before',
  'I decide how bold questions to me may be',
  'I say which support works for me and what upsets me',
  'My choices and my casework decisions stay mine',
  'If web conferences belong to my course, I take them in order',
] as const

export const sponsorLines = [
  'I complete the development assessment and the plan in good time',
  'I decide which areas of the plan coaching takes on',
  'I work out goals and steps together with the learner',
  'I support the learner with a weekly debrief of the three of us, and with my own supervision',
] as const

export const coachTicks = [...coachLines, talk] as const
export const learnerTicks = [...learnerLines, talk] as const
export const sponsorTicks = [...sponsorLines, talk] as const
export const letsTalk = [talk] as const

/**
 * What two people may talk about in supervision (D05): 38 topics under its four functions. An id never changes its meaning;
 * a topic stands on the agenda under its label, its question helps to open it.
 */
const bank = {
  Support: {
    s1: ['What went well', 'What went well that nobody saw?'],
    s2: ['Safety at work', 'Where have you felt unsafe, and what cover do you need?'],
    s3: ['Health and energy', 'How are you holding up, as much as you want to say?'],
    s4: ['Stress and letting go', 'What are you still carrying home?'],
    s5: ['What the work does to us', 'Which piece of work stays with you, and what does it touch?'],
    s6: ['What I put off', 'What do you find yourself putting off or avoiding?'],
    s7: ['Being treated fairly', 'Has anything made you feel less welcome or less heard?'],
    s8: ['Working with colleagues', 'Is there a working relationship that costs you energy?'],
    s9: ['Help from outside', 'Would talking to someone outside work help?'],
  },
  Management: {
    m1: ['Achievements', 'What are you proud to have finished?'],
    m2: ['Duties and reviews', 'Which duty or review is close to its date?'],
    m3: ['Time, leave and decisions', 'Which decision is not yet written down or done?'],
    m4: [
      'Quality of the work',
      'Where is your work at its best, and where below your own standard?',
    ],
    m5: ['Recording', 'What still has to be written, and what stops it?'],
    m6: ['Workload', 'What would you take off the pile first, and what will we do about it?'],
    m7: ['Helping each other', 'Whom did you help, or who helped you?'],
  },
  Development: {
    e1: ['Skills in use', 'Which skill did you use or miss this month?'],
    e2: ['What to learn next', 'What do you need to learn next, and how do you like to learn it?'],
    e3: ['Learning record and registration', 'What should go into your learning record?'],
    e4: ['Observation', 'What do you want watched, or what came out of it?'],
    e5: ['Theory and models', 'Which idea or model guided you there?'],
    e6: ['Values and who we are', 'How did who you are shape what you saw?'],
    e7: ['Somebody else’s knowledge', 'Whose knowledge is missing?'],
    e8: ['How I come across', 'What was it like to be on the other side of you?'],
    e9: ['My own look at my month', 'How would you describe your month, and why?'],
    e10: ['Training, audit, research', 'What did a course or an article change in your practice?'],
    e11: ['Career', 'Where do you want to be heading?'],
  },
  Mediation: {
    d1: ['What is short here', 'What should management hear about shortages?'],
    d2: ['Better use of what we have', 'Who or what could be used better?'],
    d3: ['Speaking for me', 'What shall I say for you, and where?'],
    d4: ['Whose job it is', 'Is it clear whose job this is?'],
    d5: ['A rule that works badly', 'Which rule works badly in practice?'],
    d6: ['What is changing', 'Here is what is changing; how will it land?'],
    d7: ['Standing beside me', 'Where do you need me beside you with another part of the agency?'],
    d8: ['A meeting to join', 'Which meeting should I join?'],
    d9: ['A say in a decision', 'Which decision do you want a say in?'],
    d10: ['A complaint', 'A complaint came in; how do you see it?'],
    d11: ['Support through a complaint', 'What support do you need while it runs?'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [label: string, question: string]>>>
>

export type TopicFunction = keyof typeof bank
export const topicFunctions = ['Support', 'Management', 'Development', 'Mediation'] as const

export interface Topic {
  readonly id: string
  readonly function: TopicFunction
  readonly label: string
  readonly question: string
}

/** All of them, in the order of the bank. */
export const topics: readonly Topic[] = topicFunctions.flatMap(name =>
  Object.entries<readonly [string, string]>(bank[name]).map(([id, [label, question]]) => ({
    id,
    function: name,
    label,
    question,
  })),
)

/** Six doors to the bank, so that nobody reads 38 lines at once; each is one function, or half of a large one. */
const doorIds = {
  support: ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'],
  management: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'],
  learning: ['e1', 'e2', 'e3', 'e4', 'e10', 'e11'],
  reflection: ['e5', 'e6', 'e7', 'e8', 'e9'],
  upwards: ['d1', 'd3', 'd5', 'd6', 'd9'],
  alongside: ['d2', 'd4', 'd7', 'd8', 'd10', 'd11'],
} as const

export type Door = keyof typeof doorIds

/** The labels behind a door. */
export const behind = (door: Door): readonly string[] =>
  doorIds[door].flatMap(id => topics.filter(topic => topic.id === id).map(({ label }) => label))

/** The topic that stands on an agenda under this label. */
export const topicOf = (label: string): Topic | undefined =>
  topics.find(each => each.label === label)

/**
 * The bank of solution-focused questions (D15), to be changed and added to by those who use them. An id never changes its meaning.
 * Where a question fits: I individual supervision · U unit or case conference · C coaching · B between sessions.
 * Answers to U questions are about a family: compose, copy, erase.
 */
export const bank = {
  goal: {
    qG1: ['IC', 'If our time today goes well, what will you leave with?'],
    qG2: ['I', 'Which one thing, if it shifted by next time, would ease your week?'],
    qG3: [
      'U',
      'What would make this hour worth it for you, and for the family we are thinking of?',
    ],
    qG4: ['C', 'When coaching ends, what should your own staff notice about how you lead?'],
    qG5: ['I', 'What do you want to be less unsure of by the end?'],
    qG6: ['C', 'Your goal names something to stop. What will you be doing in its place?'],
    qG7: ['U', 'What does good enough look like here, and who gets to say?'],
    qG8: ['B', 'In one line: what are you hoping for from our next session?'],
  },
  'change before we met': {
    qP1: ['IB', 'Between booking this and now, what has already moved?'],
    qP2: ['CB', 'Where did you catch yourself doing the thing you are practising?'],
    qP3: [
      'U',
      'Since we last talked about this, what has anyone around the family done that helped?',
    ],
    qP4: ['I', 'Which worry has shrunk without anything formal being done?'],
  },
  future: {
    qM1: [
      'I',
      'Picture a Monday when this difficulty has gone and nobody told you. What tips you off first?',
    ],
    qM2: [
      'IC',
      'Follow that day along: what are you doing differently at ten, at noon, going home?',
    ],
    qM3: [
      'C',
      'Your unit runs the way you want for one day. What would a visitor see you do that you don’t do now?',
    ],
    qM4: [
      'U',
      'Suppose the plan works. What would the child tell us about an ordinary evening at home?',
    ],
    qM5: [
      'U',
      'If everyone around this family pulled the same way, what would each of us do first?',
    ],
    qM6: ['B', 'It is Friday and the week went your way. What did you do on Wednesday?'],
  },
  scale: {
    qS1: ['I', '0: the work is on top of me. 10: I am on top of the work. Where are you today?'],
    qS2: ['IC', 'What already keeps you at that number and not lower?'],
    qS3: ['IC', 'Not the ten, just one point up: what would be the sign?'],
    qS4: ['C', 'From 0 to 10: how sure are you that you will try it before we meet?'],
    qS5: ['C', 'From 0 to 10: how much does this goal matter to you this month?'],
    qS6: [
      'U',
      'Each alone first. 0: the child cannot be safe at home as things are. 10: we would be comfortable stepping back. What is your number?',
    ],
    qS7: ['U', 'Where numbers differ, what does each end see that the other may miss?'],
    qS8: ['I', 'From 0 to 10: how useful was today, and what would add one?'],
    qS9: ['B', 'Quick number, 0 to 10: how is your practice goal going?'],
    qS10: [
      'I',
      'What is your own number for this skill, and which would someone watching you give?',
    ],
  },
  exception: {
    qE1: ['I', 'When did you expect this trouble and it stayed away?'],
    qE2: ['I', 'Think of a time when it went better. What did you do differently that time?'],
    qE3: [
      'U',
      'Which visit or call with this family went better than most, and how did we show up?',
    ],
    qE4: ['U', 'Who here has seen a situation like this move on, and what did they do?'],
    qE5: ['C', 'Which supervision that you gave was close to the one you aim for?'],
    qE6: ['B', 'Spot one exception this week and send a line.'],
    qE7: ['I', 'Which deadline did you keep in a heavy week, and how?'],
  },
  coping: {
    qC1: ['I', 'That sounds heavy. What has kept you going?'],
    qC2: ['I', 'What are you doing that stops it getting worse?'],
    qC3: ['I', 'Who do you lean on after a visit like that, and is it enough right now?'],
    qC4: ['U', 'Given how stuck this is, how have we kept contact going at all?'],
    qC5: ['C', 'You came back to this after a setback. Where did that come from?'],
    qC6: ['B', 'Hard week? Name one thing you did that helped you or someone else.'],
  },
  relation: {
    qR1: ['I', 'What would the parent say you did that helped most?'],
    qR2: ['I', 'What number would the young person give our listening, and why?'],
    qR3: ['U', 'When one professional grows more worried, who gets calmer and who gets busier?'],
    qR4: ['U', 'Who in the family would notice progress first, and how would it show?'],
    qR5: ['C', 'What would your team say changes in the room when you coach instead of instruct?'],
    qR6: ['C', 'Had your manager watched this week, what would please them?'],
    qR7: ['I', 'How might the power between you and me shape what you feel able to say?'],
    qR8: ['U', 'Which sides of who we are speak loudly here, and which go unheard?'],
    qR9: ['B', 'Ask someone you trust what you do better lately. What did they say?'],
  },
  recognition: {
    qK1: ['I', 'I noticed you …, and it led to …. How did you know to do that?'],
    qK2: ['U', 'Round the table: what did a colleague do for this family that you want to borrow?'],
    qK3: ['C', 'What does handling it like that say about you as a leader?'],
    qK4: ['B', 'Who deserves a specific thank-you today, and for what?'],
    qK5: ['I', 'Which of your strengths is under-used just now?'],
  },
  'better, same, worse': {
    qB1: ['IC', 'What has gone even slightly better since we met?'],
    qB2: ['ICU', 'Walk me through it: when, who was there, what was your first move?'],
    qB3: ['ICU', 'How did you manage that, with all else going on?'],
    qB4: ['ICU', 'Who noticed, and how could you tell?'],
    qB5: ['ICU', 'What else?'],
    qB6: ['ICU', 'Holding steady takes effort. What are you doing to hold it?'],
    qB7: ['ICU', 'Sorry it got harder. What did you learn, and what kept you trying?'],
    qB8: ['ICU', 'What must stay in place so that this goes on?'],
  },
  next: {
    qN1: ['IC', 'What is the smallest action that counts as a start, and when exactly?'],
    qN2: ['IC', 'When … turns up, what will you do?'],
    qN3: ['U', 'Who does what by when, and how will the family hear of it?'],
    qN4: ['IU', 'What should we stop because it does not work?'],
    qN5: ['B', 'Did it, part of it, changed my mind, not yet? One line on what you learned.'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [where: string, text: string]>>>
>

type Bank = typeof bank
type QuestionId = { [S in keyof Bank]: keyof Bank[S] & string }[keyof Bank]

export interface Question {
  readonly id: string
  readonly set: string
  /** Letters as above. */
  readonly where: string
  readonly text: string
}

/** All of them, in the order of the bank. */
export const questions: readonly Question[] = Object.entries(bank).flatMap(([set, inSet]) =>
  Object.entries<readonly [string, string]>(inSet).map(([id, [where, text]]) => ({
    id,
    set,
    where,
    text,
  })),
)

const texts: ReadonlyMap<string, string> = new Map(questions.map(({ id, text }) => [id, text]))

/** The words of a question: `say: question('qB1')`. */
export const question = (id: QuestionId): string => texts.get(id) ?? id

import { expect } from 'vitest'

/** One of the two, on whatever platform they are. */
export interface Talker {
  types(text: string): Promise<void>
  /** Presses the newest button of this name. */
  presses(label: string): Promise<void>
  /** Sends the form that is open, field by field. */
  fills(values: Readonly<Record<string, string>>): Promise<void>
  /** Opens the page behind the newest link of this name, and presses a button on it. */
  reads(link: string, button: string): Promise<void>
  /** The newest message. */
  sees(): string
}

export interface Stage {
  readonly ada: Talker
  readonly ben: Talker
  readonly finn: Talker
  /** Sends what is due. */
  tick(): Promise<void>
  move(ms: number): void
}

const DAY_MS = 86_400_000

/** Ada proposes supervision to Finn, in a form, and he confirms it. */
const agree = async ({ ada, finn, tick }: Stage): Promise<void> => {
  await ada.types('set up')
  await ada.presses('Set up supervision')
  await ada.fills({
    worker: 'finn',
    way: 'uk-childrens-services/postAsye',
    startedOn: '2026-11-18',
  })
  await tick()
  expect(finn.sees()).toContain('Ada')
  await finn.presses('Confirm')
  await tick()
}

/** Each brings a point apart, then they order them together. */
const makeAgenda = async ({ ada, ben, tick }: Stage): Promise<void> => {
  await ada.types('agenda')
  if (ada.sees().includes('with whom?')) await ada.presses('Ben')
  await ada.types('Workload')
  await ada.presses('Put it on the agenda')
  await tick()
  await ben.presses('Open')
  await ben.types('Career')
  await ben.presses('Put it on the agenda')
  await tick()
}

/** The session is written down in a form; Ben reads it and sees something differently. */
const record = async ({ ada, ben, tick }: Stage): Promise<void> => {
  await ada.types('record the session')
  if (ada.sees().includes('with whom?')) await ada.presses('Ben')
  expect(ada.sees()).toContain('Did you meet?')
  await ada.presses('As a form')
  await ada.fills({
    held: 'Phone or video',
    lastActions: 'None has changed',
    mattered: 'How the week went, <b>and</b> the plan for *the* holidays.',
    agreed: 'Ask about cover - Ada',
    next: '2026-12-23',
  })
  expect(ada.sees()).toContain('Does this read right?')
  await ada.presses('Share with Ben')
  await tick()
  expect(ben.sees()).toContain('Ada has shared it with you')
  await ben.reads('Read', 'Disagree with a comment')
  await ben.fills({ comment: 'I remember the training differently.' })
  await tick()
}

/** The next one moves. */
const move = async ({ ada, ben, tick }: Stage): Promise<void> => {
  await ada.types('move')
  if (ada.sees().includes('with whom?')) await ada.presses('Ben')
  await ada.presses('Workload')
  await ada.types('22 December')
  await ada.presses('Move it')
  await tick()
  expect(ben.sees()).toContain('22 December')
  await ben.presses('That works')
}

/** A supervision of two, from the agreement to the next date. */
export const supervise = async (stage: Stage): Promise<void> => {
  for (const talker of [stage.ada, stage.ben, stage.finn]) await talker.types('help')
  await agree(stage)
  await makeAgenda(stage)
  await record(stage)
  await move(stage)
  stage.move(25 * DAY_MS)
  await stage.tick()
}

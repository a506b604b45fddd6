import { advance, type Input } from '../../src/core/advance.ts'
import type { Dialog } from '../../src/core/dialogData.ts'
import { begin, type Effect } from '../../src/core/flow.ts'
import { outside } from '../../src/core/lookup.ts'
import {
  type Given,
  type Moment,
  type Part,
  part as partSchema,
  READ_BACK,
} from '../../src/core/part.ts'
import { type Question, question, readBack, waiting } from '../../src/core/question.ts'
import type { Raw } from '../../src/core/read.ts'
import { reads } from '../../src/core/readers.ts'
import { type FiledRow, rows } from '../../src/core/rows.ts'
import {
  beginRun,
  end,
  finishPart,
  leave,
  type Moved,
  partFor,
  type Run,
  timeIsOver,
} from '../../src/core/run.ts'
import { say } from '../../src/core/say.ts'

interface Cast {
  /** First names by party. */
  readonly names: Readonly<Record<string, string>>
  readonly given?: Given
  readonly startedBy?: string
  /** ISO date of the first turn. */
  readonly today?: string
}

/** What a stored thing is after a night in the database. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/** People who play a dialog, each in their own conversation; everything goes through JSON between every two turns. */
export class Play {
  private readonly dialog: Dialog
  private parts: Readonly<Record<string, Part>> = {}
  private today: string
  /** The run as it stands. */
  run: Run
  /** Everything that was told to a party, in order: openings, lines, refusals, gentle second questions. */
  readonly heard: Record<string, string[]> = {}
  /** Other dialogs that were started or offered. */
  readonly started: string[] = []
  /** Until when a party's part rests, as an ISO date. */
  readonly rests: Record<string, string> = {}

  constructor(dialog: Dialog, cast: Cast) {
    this.dialog = dialog
    this.today = cast.today ?? '2026-12-01'
    const startedBy = cast.startedBy ?? dialog.starts[0] ?? ''
    const [run, effects] = beginRun(
      dialog,
      {
        id: 'r1',
        names: cast.names,
        on: this.today,
        given: { ...cast.given, on: this.today, startedBy },
      },
      this.today,
    )
    this.run = stored(run)
    this.open(effects)
  }

  private get moment(): Moment {
    return { now: Date.parse(this.today), today: this.today, ids: () => 'id' }
  }

  private part(party: string): Part {
    const part = this.parts[party]
    if (part === undefined) throw new Error(`${party} has nothing open`)
    return partSchema.parse(stored(part))
  }

  private hear(party: string, words: string): void {
    this.heard[party] = [...(this.heard[party] ?? []), words]
  }

  private open(effects: Moved[1]): void {
    for (const effect of effects) {
      if (effect.do !== 'open') {
        this.parts = {}
        continue
      }
      const scene = this.dialog.scenes.find(each => each.scene === effect.scene)
      this.parts = {}
      for (const party of effect.parties) {
        const fresh = partFor(this.dialog, this.run, party, effect.scene)
        if (scene?.opens !== undefined)
          this.hear(party, say(scene.opens, fresh, outside, this.today))
        this.take(party, begin(this.dialog, fresh, this.moment))
      }
    }
  }

  private move([run, effects]: Moved): void {
    this.run = stored(run)
    this.open(effects)
  }

  private take(party: string, [part, effects]: readonly [Part, readonly Effect[]]): void {
    this.parts = { ...this.parts, [party]: part }
    delete this.rests[party]
    for (const effect of effects) {
      if ('says' in effect && effect.says !== undefined) this.hear(party, effect.says)
      if (effect.do === 'errors') this.hear(party, Object.values(effect.errors).join(' '))
      if (effect.do === 'rest' && effect.until !== undefined) this.rests[party] = effect.until
      if (effect.do === 'stop') this.move(end(this.run, 'stopped'))
      if (effect.do === 'start') {
        this.started.push(effect.dialog)
        if (effect.how === 'instead') this.move(end(this.run, 'instead'))
        if (effect.how === 'aside') this.turn(party, { do: 'go on' })
      }
      if (effect.do === 'finish') {
        const moved = finishPart(this.dialog, this.run, this.part(party), this.today)
        if (moved !== undefined) this.move(moved)
      }
    }
  }

  /** One input of one person; answers what they heard. */
  turn(party: string, input: Input): readonly string[] {
    const before = this.heard[party]?.length ?? 0
    this.take(party, advance(this.dialog, this.part(party), input, this.moment))
    return (this.heard[party] ?? []).slice(before)
  }

  /** The name of the question a person is at; `read-back` at the end of their part, `nothing` when none is open. */
  at(party: string): string {
    return this.parts[party]?.at ?? 'nothing'
  }

  question(party: string): Question | undefined {
    return question(this.dialog, this.part(party), this.today)
  }

  /** The words of the question a person is at. */
  asked(party: string): string {
    return this.question(party)?.says ?? ''
  }

  /** Who will read the answer, as shown with the question. */
  readers(party: string): string {
    return this.question(party)?.readers ?? ''
  }

  answer(party: string, raw: Raw): readonly string[] {
    return this.turn(party, { do: 'answer', raw })
  }

  /** Answers the questions that come, which must be these, in this order. */
  answers(party: string, answers: Readonly<Record<string, Raw>>): void {
    for (const [key, raw] of Object.entries(answers)) {
      if (this.at(party) !== key) throw new Error(`${party} is at ${this.at(party)}, not at ${key}`)
      this.answer(party, raw)
    }
  }

  /** Answers these and presses the last button of the part. */
  finish(party: string, answers: Readonly<Record<string, Raw>> = {}): void {
    this.answers(party, answers)
    if (this.at(party) !== READ_BACK) throw new Error(`${party} is still at ${this.at(party)}`)
    this.turn(party, { do: 'done' })
  }

  /** How many questions wait under “Add more”. */
  waiting(party: string): number {
    return waiting(this.dialog, this.part(party), this.today)
  }

  /** The read-back: heading and what stands there. */
  readBack(party: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      readBack(this.dialog, this.part(party), this.today).map(({ heading, shown }) => [
        heading,
        shown.join('; '),
      ]),
    )
  }

  /** The day comes; whoever rested until then goes on. */
  day(date: string): void {
    this.today = date
    for (const party of Object.keys(this.rests)) {
      if ((this.rests[party] ?? '') <= date) this.turn(party, { do: 'open' })
    }
  }

  /** The scene’s last day has passed. */
  timeIsOver(): void {
    this.move(timeIsOver(this.dialog, this.run, this.today))
  }

  leaves(party: string): void {
    this.move(leave(this.dialog, this.run, party, this.today))
  }

  /** Everything that was filed. */
  filed(): readonly FiledRow[] {
    return this.run.state === 'filed' ? rows(this.dialog, this.run, this.today) : []
  }

  /** What one of them reads in the record: heading and answer. */
  readsInRecord(reader: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.filed()
        .filter(({ audience, party }) => {
          const meaning = this.dialog.practice.audiences[audience]
          return meaning !== undefined && reads(meaning, reader, party)
        })
        .map(({ heading, shown }) => [heading, shown.join('; ')]),
    )
  }

  /** Everything a person was ever shown or told, as one text. */
  everythingHeard(party: string): string {
    return (this.heard[party] ?? []).join('\n')
  }

  /** Names of those who have a part open now. */
  openFor(): readonly string[] {
    return this.run.state === 'open'
      ? this.run.openFor.filter(party => this.at(party) !== 'nothing')
      : []
  }
}

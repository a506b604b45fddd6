import type { NudgeId } from '../src/domain/nudge.ts'
import type { NudgeButton, NudgeSaying, NudgeWords } from '../src/domain/nudgeWords.ts'

/**
 * Every nudge's words. A nudge says what is next, asks one thing and leaves a way out; it names people, dates and counts,
 * never what anybody wrote. `{other}` is the other person, `{manager}` the supervisor’s manager, `{day}` a date with its
 * hour where that is known. When each comes is decided in `src/domain/nudgesOf….ts`.
 */

const dates: NudgeButton = { label: 'Pick a date', does: 'dates' }
const yearly: NudgeButton = { label: 'Good to know', does: 'noted' }

/** The same words to both of a pair. */
const both = (words: Omit<NudgeSaying, 'as'>): readonly NudgeSaying[] => [
  { as: 'worker', ...words },
  { as: 'supervisor', ...words },
]

export const nudges: Readonly<Record<NudgeId, NudgeWords>> = {
  'N-01': {
    name: 'A supervision is due soon',
    why: 'It keeps time free for supervision before the diary is full. It comes when a date draws near and no session is booked.',
    sayings: [
      ...both({
        title: 'Supervision with {other}, best by {date}',
        says: 'Your next supervision with {other} is best held by {date}. Shall we find a time?',
        buttons: [dates],
      }),
      {
        as: 'worker',
        variant: 'performance',
        title: 'Performance conversation with {other}, best by {date}',
        says: 'Your yearly performance conversation with {other} is best held by {date}, inside a supervision. Which session would suit it?',
        buttons: [yearly],
      },
      {
        as: 'supervisor',
        variant: 'performance',
        title: 'Performance conversation with {other}, best by {date}',
        says: 'The yearly performance conversation with {other} is best held by {date}, inside a supervision. Which session would suit it?',
        buttons: [yearly],
      },
    ],
  },
  'N-02': {
    name: 'Something for the agenda',
    why: 'What matters to you belongs in the session. It comes three working days before, unless you have put something on the agenda.',
    sayings: [
      {
        as: 'worker',
        title: 'Supervision with {other} on {day}: your topics',
        says: 'Supervision with {other} is on {day}. What would you like to talk about?',
        buttons: [
          { label: 'Add to the agenda', starts: 'agenda' },
          { label: 'Nothing to add', does: 'noted' },
        ],
      },
    ],
  },
  'N-03': {
    name: 'Three minutes to prepare',
    why: 'A few minutes alone make the hour together worth more. It comes on the working day before, to each of you by yourselves, unless you have prepared.',
    sayings: [
      ...both({
        title: 'Supervision with {other} on {day}: prepare',
        says: 'Supervision with {other} is on {day}. Three minutes to prepare?',
        buttons: [
          { label: 'Prepare', starts: 'preparation' },
          { label: 'Agenda', starts: 'agenda' },
          { label: 'Move it', starts: 'reschedule' },
        ],
      }),
    ],
  },
  'N-04': {
    name: 'How did it go?',
    why: 'A record is quickest while it is fresh. It comes two hours after the end of a session, and once more if there is still no record.',
    sayings: [
      {
        as: 'supervisor',
        title: 'The session with {other} on {date}: capture it',
        says: 'How did it go with {other} on {date}? Two lines now save twenty later.',
        buttons: [
          { label: 'Capture', starts: 'session' },
          { label: 'It moved', starts: 'reschedule' },
          { label: 'Later today', does: 'later today' },
        ],
      },
    ],
  },
  'N-05': {
    name: 'A record is ready to read',
    why: 'What is different is said best while you both remember it. It comes three working days after sharing; its author hears after five.',
    sayings: [
      {
        as: 'worker',
        title: 'A record shared on {date} is ready to read',
        says: 'The record that {other} shared on {date} is ready to read. Agree, comment, or say what is different.',
        buttons: [{ label: 'Read', does: 'read' }],
      },
      {
        as: 'supervisor',
        title: 'The record of {date} waits for {other}',
        says: '{other} has not answered yet on the record you shared on {date}. You could bring it up when you next speak.',
        buttons: [{ label: 'Open', does: 'read' }],
      },
    ],
  },
  'N-08': {
    name: 'A new date for supervision',
    why: 'Time for supervision is easily lost to other work. It comes weekly once the best date has passed and nothing is booked; later the manager reads the dates, never more.',
    sayings: [
      {
        as: 'worker',
        title: 'A date with {other}',
        says: 'It has been {weeks}: time for a session with {other}. Would you like to suggest a time?',
        buttons: [dates],
      },
      {
        as: 'supervisor',
        title: 'A date with {other}',
        says: 'It has been {weeks}: time for a session with {other}. What is the earliest honest date?',
        buttons: [dates],
      },
      {
        as: 'worker',
        variant: 'near',
        title: 'A date with {other}, before {day}',
        says: 'It has been {weeks}: time for a session with {other}. Without a date, I tell {manager} the dates on {day}, so that you get help with time. Would you like to suggest one?',
        buttons: [dates],
      },
      {
        as: 'supervisor',
        variant: 'near',
        title: 'A date with {other}, before {day}',
        says: 'It has been {weeks}: time for a session with {other}. Without a date, I tell {manager} the dates on {day}, so that you get help with time. What is the earliest honest date?',
        buttons: [dates],
      },
      {
        as: 'worker',
        variant: 'told',
        title: '{manager} knows your dates with {other}',
        says: 'I have told {manager} the dates of your supervision with {other}, and nothing else, so that you get help with time. Would you like to suggest a time?',
        buttons: [dates],
      },
      {
        as: 'supervisor',
        variant: 'told',
        title: '{manager} knows your dates with {other}',
        says: 'I have told {manager} the dates of your supervision with {other}, and nothing else, so that you get help with time. What is the earliest honest date?',
        buttons: [dates],
      },
      {
        as: 'worker',
        variant: 'performance',
        title: 'Performance conversation with {other}',
        says: 'The yearly performance conversation with {other} is still ahead of you. Which supervision would suit it?',
        buttons: [yearly],
      },
      {
        as: 'supervisor',
        variant: 'performance',
        title: 'Performance conversation with {other}',
        says: 'The yearly performance conversation with {other} is still ahead. Which supervision would suit it?',
        buttons: [yearly],
      },
      {
        as: 'reviewer',
        title: '{other}: help with a date',
        says: '{other} have no supervision booked; it was best held by {date} ({rule}). They know that I tell you the dates, and nothing else. What would help them to find time?',
        buttons: [{ label: 'I’ll talk with them', does: 'noted' }],
      },
    ],
  },
  'N-09': {
    name: 'The new date after a move',
    why: 'A moved session is easily lost. It comes daily, at most five times, to whoever moved it, until there is a new date.',
    sayings: [
      ...both({
        title: 'A new date with {other}, in place of {date}',
        says: 'The session with {other} on {date} was moved. Which new date suits?',
        buttons: [dates],
      }),
    ],
  },
  'N-13': {
    name: 'Your actions',
    why: 'What you two agreed should not vanish. It comes two working days before the date of an action of yours, and on the day.',
    sayings: [
      {
        as: 'owner',
        title: '{count} agreed with {other}, by {date}',
        says: '{count} agreed with {other}, by {date}. Where does it stand?',
        buttons: [{ label: 'Open', does: 'actions' }],
      },
    ],
  },
  'N-29': {
    name: 'A new rhythm begins',
    why: 'With time in the job the rhythm of supervision changes by itself. It comes once, a week before.',
    sayings: [
      {
        as: 'worker',
        title: 'From {date}: {rule}',
        says: 'From {date} the least for you and {other} becomes {rule}. Is that still right for you?',
        buttons: [
          { label: 'Fine', does: 'noted' },
          { label: 'Keep more often', does: 'rhythm' },
        ],
      },
      {
        as: 'supervisor',
        title: 'With {other} from {date}: {rule}',
        says: 'From {date} the least for you and {other} becomes {rule}. Is that still right for you?',
        buttons: [
          { label: 'Fine', does: 'noted' },
          { label: 'Keep more often', does: 'rhythm' },
        ],
      },
    ],
  },
}

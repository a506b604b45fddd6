/** The first thing Throughline says to anybody (D43): what it is for, who sees what, and the ways out. */
export const hello = {
  title: 'Hello, {name}. I am Throughline.',
  what: 'I help two people keep supervision going: dates that hold, a moment to prepare, and agreements that do not get lost between two meetings.',
  onlyYou: [
    'Your private notes',
    'What you write, until you send it',
    'Your settings here, and the nudges you turn down',
  ],
  bothOfYou: [
    'Records that one of you shares; each of you has a say on them',
    'Actions, agenda items and dates of the two of you',
    'From when until when you are away: the dates, never a reason',
  ],
  above:
    'The manager of your supervisor can see dates: held, due, moved. Never what was said or written.',
  ways: [
    ['Pause me', 'type “pause”; nothing is lost meanwhile'],
    ['Take your data with you, or be forgotten', 'type “about me”'],
    ['Change your days, hours or nudges', 'type “settings”'],
  ],
  hours: 'I only nudge you while you work. This is what I have:',
  skip: 'You can leave this as it is and go on; I ask only once.',
} as const

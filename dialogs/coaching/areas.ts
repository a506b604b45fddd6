/** The six areas that coaching may take on (D04, D19). */
export const areas = [
  'Communication',
  'Technical knowledge and skills',
  'Making decisions and solving problems',
  'Guiding and developing staff',
  'Coaching',
  'Leading a team',
] as const

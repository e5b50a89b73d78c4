/** The colours offered for a team's dot. Kept as data with the team, the same in both themes. */
export const TEAM_COLORS = [
  ['#2f9e6b', 'green'],
  ['#4a90a4', 'teal'],
  ['#5a7fd6', 'blue'],
  ['#8a6fd1', 'violet'],
  ['#c25f9c', 'pink'],
  ['#c65a56', 'red'],
  ['#d08a3e', 'orange'],
  ['#a89a3a', 'olive'],
] as const;

export type TeamColorName = (typeof TEAM_COLORS)[number][1];

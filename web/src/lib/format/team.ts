import type { Team } from '$api/types';
import { hueOf } from './person';

/** The colour of a team's dot: the chosen one, else one from its id. */
export function teamColor(team: Pick<Team, 'id' | 'color'>): string {
  return team.color !== null && /^#[\da-f]{6}$/i.test(team.color) ? team.color : `oklch(0.6 0.13 ${hueOf(team.id)})`;
}

import { describe, expect, it } from 'vitest';
import type { Agent } from '$api/types';
import { memberChanges } from './member-changes';

const agent = (id: string, ...team_ids: string[]): Agent => ({ id, team_ids }) as Agent;

describe('the members of a team', () => {
  it('change only agents who come or go, and keep their other teams', () => {
    const agents = [agent('stays', 't'), agent('goes', 'x', 't'), agent('comes', 'x'), agent('other', 'x')];
    expect(memberChanges(agents, 't', ['stays', 'comes'])).toEqual([
      { agentId: 'goes', team_ids: ['x'] },
      { agentId: 'comes', team_ids: ['x', 't'] },
    ]);
  });
});

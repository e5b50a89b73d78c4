// A team's members are kept with the agents: which of them have to change. Pure.
import type { Agent, Id } from '$api/types';

export interface MemberChange {
  agentId: Id;
  team_ids: Id[];
}

export function memberChanges(agents: Iterable<Agent>, teamId: Id, memberIds: readonly Id[]): MemberChange[] {
  const wanted = new Set(memberIds);
  const changes: MemberChange[] = [];
  for (const agent of agents) {
    const is = agent.team_ids.includes(teamId);
    if (is === wanted.has(agent.id)) continue;
    changes.push({ agentId: agent.id, team_ids: is ? agent.team_ids.filter((id) => id !== teamId) : [...agent.team_ids, teamId] });
  }
  return changes;
}

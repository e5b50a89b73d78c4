// What this device keeps between pages, per agent. Storage may be blocked or full: then nothing is kept.

const PREFIX = 'tresen.kept.';

export function readKept<T>(agentId: string, name: string): T | null {
  try {
    const text = localStorage.getItem(`${PREFIX}${agentId}.${name}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function writeKept(agentId: string, name: string, value: unknown): void {
  try {
    localStorage.setItem(`${PREFIX}${agentId}.${name}`, JSON.stringify(value));
  } catch {
    // see above
  }
}

/** Removes what belongs to the agent; for signing out. */
export function forgetKept(agentId: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${PREFIX}${agentId}.`)) localStorage.removeItem(key);
  } catch {
    // see above
  }
}

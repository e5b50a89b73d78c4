// The pages of the settings, and who sees them.
import Cable from '@lucide/svelte/icons/cable';
import KeyRound from '@lucide/svelte/icons/key-round';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import UserRound from '@lucide/svelte/icons/user-round';
import UserRoundCog from '@lucide/svelte/icons/user-round-cog';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import { m } from '$lib/i18n/i18n.svelte';

export interface Section {
  href: string;
  label: () => string;
  icon: Component<{ size?: number; strokeWidth?: number }>;
  /** Who may open it; absent: everybody. */
  needs?: 'supervise' | 'administer';
}

export const sections: readonly Section[] = [
  { href: '/settings/profile', label: () => m.settings_profile(), icon: UserRound },
  { href: '/settings/channels', label: () => m.settings_channels(), icon: Cable, needs: 'administer' },
  { href: '/settings/agents', label: () => m.settings_agents(), icon: UserRoundCog, needs: 'administer' },
  { href: '/settings/teams', label: () => m.settings_teams(), icon: Users, needs: 'supervise' },
  { href: '/settings/api-keys', label: () => m.settings_keys(), icon: KeyRound, needs: 'administer' },
  { href: '/settings/operations', label: () => m.settings_operations(), icon: LifeBuoy, needs: 'administer' },
];

export function sectionsFor(permissions: readonly string[]): Section[] {
  return sections.filter((section) => section.needs === undefined || permissions.includes(section.needs));
}

/** The section an address belongs to. */
export function sectionAt(path: string): Section | undefined {
  return sections.find((section) => path === section.href || path.startsWith(`${section.href}/`));
}

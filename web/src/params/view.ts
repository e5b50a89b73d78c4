import { viewOfSegment } from '$lib/nav';

/** Matches the names of the lists in the address: mine, unassigned, mentions, snoozed, all. */
export const match = (segment: string): boolean => viewOfSegment(segment) !== null;

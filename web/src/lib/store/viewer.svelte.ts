// The full-screen viewer of pictures and films: anybody may open it, one place shows it.
import type { Media } from '$api/types';

export interface ViewerItem {
  media: Media;
  /** What is read out and stands below: the caption, else whose picture it is. */
  title: string;
  note: string;
}

class Viewer {
  items = $state.raw<readonly ViewerItem[]>([]);
  at = $state(0);
  isOpen = $state(false);

  open(items: readonly ViewerItem[], at: number): void {
    this.items = items;
    this.at = Math.max(0, Math.min(at, items.length - 1));
    this.isOpen = items.length > 0;
  }
}

export const viewer = new Viewer();

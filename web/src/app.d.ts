declare global {
  namespace App {
    interface PageState {
      /** The overlay that was opened on top of the page, so that "back" closes it first. */
      overlay?: 'panel' | 'sidebar';
    }
  }
}
export {};

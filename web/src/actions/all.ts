import { contextNow, isOffered, type Action } from './action';
import { appActions } from './definitions/app';
import { navigationActions } from './definitions/navigation';
import { ticketActions } from './definitions/ticket';
import { writeActions } from './definitions/write';

/** Every action, in the order in which the palette and the help show them. */
export const actions: readonly Action[] = [...writeActions, ...ticketActions, ...navigationActions, ...appActions];

export function actionById(id: string): Action | undefined {
  return actions.find((action) => action.id === id);
}

/** Runs an action if it is offered now; says whether it did. */
export function runAction(id: string): boolean {
  const action = actionById(id);
  const context = contextNow();
  if (action === undefined || !isOffered(action, context)) return false;
  action.run(context);
  return true;
}

/** Puts a text into the clipboard; false where the browser refuses. Works on plain http too. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// `navigator.clipboard` exists only on https and localhost; a desk on plain http in a LAN needs this.
function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.style.position = 'fixed';
  box.style.opacity = '0';
  const host = document.querySelector('dialog[open]') ?? document.body;
  host.append(box);
  box.select();
  const isDone = document.execCommand('copy');
  box.remove();
  return isDone;
}

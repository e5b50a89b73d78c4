/** The languages offered for a contact; whatever else stands there already stays possible. */
const COMMON = ['de', 'en', 'tr', 'ar', 'uk', 'ru', 'pl', 'ro', 'es', 'fr', 'it', 'pt', 'nl', 'da', 'sv', 'cs', 'el', 'hr', 'hu', 'fa'];

export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function languageChoices(locale: string, present: string | null): { value: string; label: string }[] {
  const codes = present === null || COMMON.includes(present) ? COMMON : [...COMMON, present];
  return codes.map((value) => ({ value, label: languageName(value, locale) })).sort((a, b) => a.label.localeCompare(b.label, locale));
}

// What kind of file it is, as people say it.

export interface FileType {
  label: string;
  group: 'text' | 'sheet' | 'archive' | 'sound' | 'other';
}

const BY_MIME: Record<string, string> = {
  'application/pdf': 'PDF',
  'text/plain': 'TXT',
  'text/csv': 'CSV',
  'application/zip': 'ZIP',
  'application/msword': 'DOC',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
  'audio/ogg': 'OGG',
  'audio/aac': 'AAC',
  'audio/amr': 'AMR',
};

export function fileType(name: string | null, mime: string | null): FileType {
  const ending = /\.([\p{L}\p{N}]{1,5})$/u.exec(name ?? '')?.[1]?.toLocaleUpperCase() ?? '';
  const bare = mime?.split(';')[0]?.trim().toLowerCase() ?? '';
  const label = BY_MIME[bare] ?? ending;
  if (bare.startsWith('audio/')) return { label, group: 'sound' };
  if (/^(PDF|DOCX?|TXT|RTF|ODT|MD|PPTX?)$/.test(label)) return { label, group: 'text' };
  if (/^(XLSX?|CSV|ODS)$/.test(label)) return { label, group: 'sheet' };
  if (/^(ZIP|RAR|7Z|TAR|GZ)$/.test(label)) return { label, group: 'archive' };
  return { label, group: 'other' };
}

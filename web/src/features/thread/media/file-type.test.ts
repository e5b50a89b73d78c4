import { expect, test } from 'vitest';
import { fileType } from './file-type';

test.each([
  ['Rechnung.pdf', 'application/pdf', 'PDF', 'text'],
  ['Liste.xlsx', null, 'XLSX', 'sheet'],
  [null, 'audio/ogg; codecs=opus', 'OGG', 'sound'],
  ['ohne', null, '', 'other'],
  ['alles.zip', 'application/octet-stream', 'ZIP', 'archive'],
])('%s %s', (name, mime, label, group) => expect(fileType(name, mime)).toEqual({ label, group }));

/** What a scanner puts on its wire for a code, written from the readers digest alone. */

const DATA_IN_REPORT = 56;
const AIM_AT = 2;
const DATA_AT = 5;
const CONTINUES_AT = 63;

/** Serial: identifier, code, suffix. */
export const serialBytes = (text: string, aim: string | null, suffix: string): Uint8Array =>
  new Uint8Array(Buffer.from(`${aim ?? ''}${text}${suffix}`, 'utf8'));

/** HID POS: report 02 as often as the code needs. */
export const hidReports = (text: string, aim: string | null): readonly Uint8Array[] => {
  const data = Buffer.from(text, 'utf8');
  const reports: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < data.length; at += DATA_IN_REPORT) {
    const part = data.subarray(at, at + DATA_IN_REPORT);
    const report = new Uint8Array(64);
    report[0] = 0x02;
    report[1] = part.length;
    report.set(Buffer.from(aim ?? '\0\0\0', 'latin1').subarray(0, 3), AIM_AT);
    report.set(part, DATA_AT);
    report[CONTINUES_AT] = at + DATA_IN_REPORT < data.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
};

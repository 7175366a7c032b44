import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ListedRemoteAct } from '../../contract/console-remote-acts.ts';
import { fill, useWords, type Words } from '../language.tsx';
import { momentText } from '../times.ts';

const SIGNS: Readonly<Record<ListedRemoteAct['state'], string>> = {
  waiting: '',
  done: 'good',
  refused: 'bad',
  expired: 'warn',
};

const cameOf = (
  { state, reason, answeredAt, expiresAt }: ListedRemoteAct,
  words: Words,
): string => {
  switch (state) {
    case 'waiting':
      return fill(words.remote.waiting, { time: momentText(expiresAt) });
    case 'done':
      return fill(words.remote.done, { time: momentText(answeredAt ?? expiresAt) });
    case 'refused':
      return fill(words.remote.refused, { why: words.remote.reason[reason ?? 'failed'] });
    case 'expired':
      return words.remote.expired;
  }
};

/** What was asked of the kiosk, the latest first. */
export const ActList = ({
  acts,
  shown,
  onShow,
}: {
  readonly acts: readonly ListedRemoteAct[];
  /** The act whose picture is looked at. */
  readonly shown: string | null;
  /** `null`: pictures are not theirs to see. */
  readonly onShow: ((actId: string) => void) | null;
}): ReactNode => {
  const words = useWords();
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.remote.asked}</h2>
      {acts.length === 0 ? (
        <p className="note">{words.remote.none}</p>
      ) : (
        <div className="lines" tabIndex={0} role="group" aria-labelledby="asked">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.remote.when}</th>
                <th scope="col">{words.remote.whatColumn}</th>
                <th scope="col">{words.remote.why}</th>
                <th scope="col">{words.remote.who}</th>
                <th scope="col">{words.remote.outcome}</th>
              </tr>
            </thead>
            <tbody>
              {acts.map((one) => (
                <tr key={one.actId}>
                  <td className="digits">{momentText(one.issuedAt)}</td>
                  <td>{words.remote.act[one.act]}</td>
                  <td dir="auto">{one.because}</td>
                  <td>
                    <bdi>{one.by}</bdi>
                  </td>
                  <td>
                    <span className={`state ${SIGNS[one.state]}`.trim()}>{cameOf(one, words)}</span>
                    {one.hasPicture && onShow !== null && (
                      <Button
                        className="button"
                        aria-pressed={shown === one.actId}
                        onPress={() => {
                          onShow(one.actId);
                        }}
                      >
                        {words.remote.look}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

import { type ReactNode, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { PaymentPage } from '../../contract/console-payments.ts';
import { act, queries } from '../api.ts';
import { isolated } from '../isolated.ts';
import { fill, useWords } from '../language.tsx';
import { useMay, useMe } from '../session.tsx';
import { momentText } from '../times.ts';

const MOST_CHARACTERS = 500;

/** Giving a recorded line back: one operator wants it, a second one does it. */
export const LineRefund = ({
  paymentId,
  line,
}: {
  readonly paymentId: string;
  readonly line: PaymentPage['lines'][number];
}): ReactNode => {
  const words = useWords().payments.refund;
  const me = useMe();
  const mayAct = useMay('operator');
  const [isOpen, setOpen] = useState(false);
  const [because, setBecause] = useState('');
  const [failed, setFailed] = useState(false);
  if (line.status !== 'posted') return null;
  const { refund } = line;
  const send = async (why: string): Promise<void> => {
    setFailed(false);
    const path = `/payments/${paymentId}/lines/${String(line.lineId)}/refund`;
    const went = await act(me, path, { because: why }).then(
      () => true,
      () => false,
    );
    setFailed(!went);
    if (went) setOpen(false);
    await queries.invalidateQueries({ queryKey: ['payment', paymentId] });
  };
  return (
    <>
      {refund !== null && (
        <span>
          {fill(words.state[refund.state], { at: isolated(momentText(refund.at)) })}{' '}
          <bdi>{refund.because}</bdi>
        </span>
      )}
      {failed && (
        <p className="note bad" role="alert">
          {words.failed}
        </p>
      )}
      {mayAct && refund === null && !isOpen && (
        <Button
          className="button"
          onPress={() => {
            setOpen(true);
          }}
        >
          {words.ask}
        </Button>
      )}
      {mayAct && refund?.state === 'other' && (
        <Button
          className="button"
          onPress={() => {
            void send(refund.because);
          }}
        >
          {words.confirm}
        </Button>
      )}
      {isOpen && (
        <Form
          className="act-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (because.trim() !== '') void send(because);
          }}
        >
          <p className="small">{words.about}</p>
          <TextField
            className="field"
            value={because}
            onChange={setBecause}
            maxLength={MOST_CHARACTERS}
            autoFocus
          >
            <Label>{words.because}</Label>
            <Input className="input" dir="auto" />
          </TextField>
          <div className="message-acts">
            <Button className="button main" type="submit" isDisabled={because.trim() === ''}>
              {words.ask}
            </Button>
            <Button
              className="button quiet"
              onPress={() => {
                setOpen(false);
              }}
            >
              {words.cancel}
            </Button>
          </div>
        </Form>
      )}
    </>
  );
};

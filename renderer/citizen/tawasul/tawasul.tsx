import type { ReactNode } from 'react';
import { unreachable } from '../../../contract/result.ts';
import type { Screen } from '../../../contract/view.ts';
import { Check } from './check.tsx';
import { Choose, ChooseMinistry } from './choose.tsx';
import { Follow, Phone } from './numbers.tsx';
import { Sent } from './sent.tsx';
import { Asking, Status, Trouble } from './status.tsx';
import { WriteText } from './write.tsx';
import './tawasul.css';

/** Writing to a ministry: one step a screen. */
export const TawasulScreen = ({
  screen: { step },
}: {
  readonly screen: Screen & { name: 'tawasul' };
}): ReactNode => {
  switch (step.at) {
    case 'choose':
      return <Choose />;
    case 'ministry':
      return <ChooseMinistry step={step} />;
    case 'text':
      return <WriteText key={step.ministry.id} step={step} />;
    case 'phone':
      return <Phone step={step} />;
    case 'check':
      return <Check step={step} />;
    case 'sent':
      return <Sent step={step} />;
    case 'follow':
      return <Follow step={step} />;
    case 'asking':
      return <Asking />;
    case 'status':
      return <Status step={step} />;
    case 'trouble':
      return <Trouble step={step} />;
    default:
      return unreachable(step);
  }
};

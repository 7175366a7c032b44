import type { TechnicianAct } from '../../contract/technician.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ConditionDesk } from './condition/desk.ts';
import type { DrillDesk } from './drill/desk.ts';
import type { Gate } from './gate.ts';
import type { JournalDesk } from './journal-desk.ts';
import type { Listening } from './listening.ts';
import type { NetworkTest } from './network-test.ts';
import type { NumbersDesk } from './numbers.ts';
import type { SettingsDesk } from './settings-desk.ts';
import type { SoundTest } from './sound-test.ts';
import type { Trials } from './trials.ts';

/** Everything a technician can want but another binding, done and written down. `false`: it was not done. */
export const createActs = (parts: {
  readonly gate: Pick<Gate, 'leave' | 'write'>;
  readonly trials: Pick<Trials, 'begin' | 'end'>;
  readonly network: Pick<NetworkTest, 'begin'>;
  readonly sound: Pick<SoundTest, 'begin'>;
  readonly listening: Pick<Listening, 'begin' | 'end'> | null;
  readonly numbers: NumbersDesk;
  readonly settings: SettingsDesk | null;
  readonly drill: DrillDesk;
  readonly condition: ConditionDesk;
  readonly journal: JournalDesk;
  readonly outbox: Pick<Outbox, 'sendNow' | 'handOver'>;
  readonly tell: () => void;
}): ((act: Exclude<TechnicianAct, { do: 'bind' }>) => boolean) => {
  const {
    gate,
    trials,
    network,
    sound,
    listening,
    numbers,
    settings,
    drill,
    condition,
    journal,
    outbox,
    tell,
  } = parts;
  return (act) => {
    switch (act.do) {
      case 'stillHere':
        return true;
      case 'leave':
        gate.leave('left');
        return true;
      case 'try':
        gate.write({ did: 'try', role: act.role });
        return trials.begin(act.role, act.language);
      case 'listen':
        if (act.on) listening?.begin();
        else listening?.end();
        return listening !== null;
      case 'testNetwork':
        return network.begin();
      case 'trySound':
        return sound.begin(act.language);
      case 'touchTested':
        gate.write({ did: 'touchTested', fields: act.fields, missed: act.missed });
        return true;
      case 'settings':
        settings?.show(act.on);
        tell();
        return settings !== null;
      case 'propose':
        settings?.propose(act.from);
        tell();
        return settings !== null;
      case 'applySettings': {
        const applied = settings?.apply(act.why);
        if (applied === undefined) return false;
        const paths = applied.ok ? applied.value.map(({ path }) => path).join(' ') : '';
        const result = applied.ok ? 'onTrial' : applied.error;
        gate.write({ did: 'applySettings', why: act.why, paths: paths.slice(0, 500), result });
        return applied.ok;
      }
      case 'exportSettings': {
        const place = settings?.exportTo() ?? null;
        gate.write({ did: 'exportSettings', place });
        tell();
        return place !== null;
      }
      case 'condition':
        condition.show(act.on);
        tell();
        return true;
      case 'writeBundle': {
        const place = condition.writeBundle();
        gate.write({ did: 'writeBundle', place });
        tell();
        return place !== null;
      }
      case 'journal':
        journal.show(act.on);
        // A payment that is found is looked at as any other.
        numbers.show(act.on);
        tell();
        return true;
      case 'find':
        gate.write({ did: 'find', by: act.asked.by });
        journal.find(act.asked);
        tell();
        return true;
      case 'drill':
        drill.show(act.on);
        tell();
        return true;
      case 'beginDrill':
        gate.write({ did: 'beginDrill' });
        drill.begin();
        tell();
        return true;
      case 'drillStep': {
        const begun = drill.start(act.step);
        gate.write({ did: 'drillStep', step: act.step, done: begun });
        tell();
        return begun;
      }
      case 'endStep': {
        const ended = drill.end(act.step, act.because);
        tell();
        return ended;
      }
      case 'writeReport': {
        const place = drill.report(act.language);
        gate.write({ did: 'writeReport', place });
        tell();
        return place !== null;
      }
      case 'countUp':
        numbers.show(act.on);
        tell();
        return true;
      case 'lookAt':
        numbers.lookAt(act.paymentId);
        tell();
        return true;
      case 'resubmit': {
        const sent = outbox.sendNow(act.paymentId);
        gate.write({ did: 'resubmit', payment: act.paymentId, done: sent });
        return sent;
      }
      case 'handOver': {
        const given = outbox.handOver(act.paymentId, act.reason);
        const { paymentId: payment, reason } = act;
        gate.write({ did: 'handOver', payment, reason, done: given });
        return given;
      }
      case 'endTrial':
        trials.end();
        return true;
    }
  };
};

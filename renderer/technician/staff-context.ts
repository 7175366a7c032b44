import { createContext, useContext } from 'react';
import type {
  TechnicianAct,
  TechnicianActResult,
  TechnicianView,
} from '../../contract/technician.ts';
import type { BindWish } from '../../contract/technician-binding.ts';
import type { Language } from '../../contract/language.ts';

export interface Staff {
  readonly view: TechnicianView;
  readonly language: Language;
  readonly act: (wish: TechnicianAct) => void;
  readonly bind: (wish: BindWish) => Promise<TechnicianActResult>;
}

/** What every screen inside needs: the engine's view, and the way to want something. */
export const StaffContext = createContext<Staff | null>(null);

export const useStaffSession = (): Staff => {
  const staff = useContext(StaffContext);
  if (staff === null) throw new Error('useStaffSession outside of StaffContext');
  return staff;
};

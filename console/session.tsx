import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import type { Me, Role } from '../contract/console.ts';
import { ApiTrouble, read } from './api.ts';
import { SignIn } from './sign-in.tsx';
import { Waiting } from './design/waiting.tsx';

const SignedIn = createContext<Me | null>(null);
const LOOK_MS = 60_000;
const ORDER: readonly Role[] = ['viewer', 'operator', 'administrator'];

/** The way in for whoever is not signed in; everything else behind it. */
export const Session = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const me = useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await read<Me>('/me');
      } catch (error) {
        if (error instanceof ApiTrouble && error.code === 'notSignedIn') return null;
        throw error;
      }
    },
    refetchInterval: LOOK_MS,
  });
  if (me.data) return <SignedIn value={me.data}>{children}</SignedIn>;
  if (me.data === null) return <SignIn />;
  return <Waiting failed={me.isError} />;
};

export const useMe = (): Me => {
  const me = use(SignedIn);
  if (me === null) throw new Error('nobody is signed in');
  return me;
};

export const useMay = (role: Role): boolean => ORDER.indexOf(useMe().role) >= ORDER.indexOf(role);

import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

/** A sheet at the lower edge, where the hands are. There is never more than one. */
export const Dialog = (props: {
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  /** Escape. */
  readonly onDismiss: () => void;
  readonly acts: ReactNode;
  readonly children: ReactNode;
}): ReactNode => (
  <ModalOverlay
    className="veil"
    isOpen
    onOpenChange={(open) => {
      if (!open) props.onDismiss();
    }}
  >
    <Modal className="sheet">
      <AriaDialog className="dialog" role={props.role ?? 'dialog'}>
        <Heading slot="title" level={2}>
          {props.title}
        </Heading>
        {props.children}
        <div className="dialog-acts">{props.acts}</div>
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);

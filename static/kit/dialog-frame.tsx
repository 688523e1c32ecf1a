import Button from '@atlaskit/button/new';
import Modal from '@atlaskit/modal-dialog/modal-dialog';
import ModalBody from '@atlaskit/modal-dialog/modal-body';
import ModalFooter from '@atlaskit/modal-dialog/modal-footer';
import ModalHeader from '@atlaskit/modal-dialog/modal-header';
import ModalTitle from '@atlaskit/modal-dialog/modal-title';
import { type FormEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react';
import './dialog.css';
import { type Trouble } from './call';
import { type InView, useInView } from './in-view';
import { Keyed } from './keyed';
import { TroubleBox } from './states';
import { text } from './text/en';

export interface DialogFrameProps {
  title: string;
  children: ReactNode;
  submit: string;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  formRef?: RefObject<HTMLFormElement>;
  busy?: boolean;
  /** Something was typed: closing asks first. */
  dirty?: boolean;
  disabled?: boolean;
  trouble?: Trouble | undefined;
  wide?: boolean;
}

/** A form in a dialog, which stands where the person looks. It closes when it was saved, or when whoever typed into it agrees to lose that. */
export default function DialogFrame({
  title,
  children,
  submit,
  onSubmit,
  onClose,
  formRef,
  busy = false,
  dirty = false,
  disabled = false,
  trouble,
  wide = false,
}: DialogFrameProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const inView = useRoom();
  const leave = (): void => {
    if (dirty && !asking) setAsking(true);
    else if (!busy) onClose();
  };
  // Not elsewhere first: the browser would scroll there, to what has the focus.
  if (!inView) return null;
  return (
    <Modal onClose={leave} shouldCloseOnOverlayClick={!dirty} width={wide ? 'large' : 'medium'}>
      <form ref={formRef} onSubmit={onSubmit} noValidate className="n-dialog">
        <ModalHeader>
          <ModalTitle>
            <Keyed>{title}</Keyed>
          </ModalTitle>
        </ModalHeader>
        <ModalBody>
          <div className="n-form">
            {trouble && <TroubleBox trouble={trouble} title={trouble.kind === 'refused' ? text.notSaved : text.notSavedFailed} />}
            {children}
          </div>
        </ModalBody>
        <ModalFooter>
          {asking ? (
            <div className="n-dialog-asking" role="alert">
              <span>{text.discardQuestion}</span>
              <Button appearance="subtle" onClick={() => setAsking(false)}>
                {text.keepEditing}
              </Button>
              <Button appearance="danger" onClick={onClose}>
                {text.discard}
              </Button>
            </div>
          ) : (
            <>
              <Button appearance="subtle" onClick={leave} isDisabled={busy}>
                {text.cancel}
              </Button>
              <Button appearance="primary" type="submit" isLoading={busy} isDisabled={disabled}>
                {submit}
              </Button>
            </>
          )}
        </ModalFooter>
      </form>
    </Modal>
  );
}

/** Tells the style sheet which part of the page can be seen: Atlaskit places a dialog by the frame, which is taller. */
function useRoom(): InView | undefined {
  const inView = useInView();
  useLayoutEffect(() => {
    if (!inView) return undefined;
    const { style } = document.documentElement;
    style.setProperty('--n-view-top', `${inView.top}px`);
    style.setProperty('--n-view-height', `${inView.height}px`);
    return () => {
      style.removeProperty('--n-view-top');
      style.removeProperty('--n-view-height');
    };
  }, [inView]);
  return inView;
}

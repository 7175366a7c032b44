import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { fill, useWords } from '../language.tsx';

/** A kiosk's screen as it was; whoever looks is written down by central. */
export const Picture = ({
  kioskId,
  actId,
  onClose,
}: {
  readonly kioskId: string;
  readonly actId: string;
  readonly onClose: () => void;
}): ReactNode => {
  const words = useWords();
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">{words.remote.picture}</h2>
      <p className="small">{words.remote.pictureAbout}</p>
      <img
        className="kiosk-picture"
        src={`/console/api/kiosks/${kioskId}/acts/${actId}/picture`}
        alt={fill(words.remote.pictureAlt, { kiosk: kioskId })}
      />
      <Button className="button" onPress={onClose}>
        {words.remote.closePicture}
      </Button>
    </section>
  );
};

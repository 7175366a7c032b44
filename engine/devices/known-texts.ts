import { catalogueSchema, signedCatalogueSchema } from '../../contract/catalogue.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { KnownTexts } from '../receipts/fixed-documents.ts';

const distinct = (texts: readonly Bilingual[]): readonly Bilingual[] => [
  ...new Map(texts.map((text) => [JSON.stringify(text), text])).values(),
];

/**
 * What receipts will say again and again, of the kept catalogue; a printer that keeps pictures gets these at
 * the start. Not verified: who could change it could only waste the printer's memory.
 */
export const knownTexts = (place: Bilingual, keptCatalogue: string | null): KnownTexts => {
  const signed = signedCatalogueSchema.safeParse(JSON.parse(keptCatalogue ?? 'null'));
  const catalogue = signed.success
    ? catalogueSchema.safeParse(JSON.parse(signed.data.catalogue))
    : null;
  const services = catalogue?.success === true ? catalogue.data.services : [];
  return {
    place,
    ministries: distinct(services.map(({ ministry }) => ministry)),
    services: distinct(services.map(({ title }) => title)),
    referenceLabels: distinct(services.flatMap(({ reference }) => reference?.label ?? [])),
  };
};

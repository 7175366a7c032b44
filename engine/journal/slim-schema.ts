/**
 * Fewer pages in each commit. `hash` loses its UNIQUE: the chain already makes a hash that comes twice
 * a broken link, and its index cost a random page a fact. Which payments are in which state is kept in
 * memory (`open-payments.ts`).
 */
export const SLIM_SCHEMA = `
  CREATE TABLE facts_slim (
    seq INTEGER PRIMARY KEY,
    payment_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    sealed_commitment TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO facts_slim SELECT seq, payment_id, at_ms, body, sealed_commitment, previous_hash, hash FROM facts ORDER BY seq;
  DROP TABLE facts;
  ALTER TABLE facts_slim RENAME TO facts;
  CREATE INDEX facts_of_payment ON facts (payment_id, seq);
  CREATE TRIGGER facts_never_change BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER facts_never_go BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  DROP INDEX payments_by_state;
`;

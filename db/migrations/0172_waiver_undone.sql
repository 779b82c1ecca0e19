-- Promise: a waiver by credit note is taken back like any other: its credit note stands, and what it gave up is owed again.
set lock_timeout = '5s';

alter table penalty_waiver drop constraint penalty_waiver_credited;
create index penalty_waiver_by_note on penalty_waiver (credit_note_id) where credit_note_id is not null;

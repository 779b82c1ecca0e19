-- Promise: a term that was agreed by itself though its customer had not been told in time is known by its last day, so that
-- it does not bind them.
set lock_timeout = '5s';

alter table contract add column untold_until date;

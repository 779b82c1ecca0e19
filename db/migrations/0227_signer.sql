-- Promise: a quote that one person alone may sign says who.
set lock_timeout = '5s';

alter table quote add column signer_only boolean not null default false;
alter table quote add constraint quote_signer_named check (not signer_only or contact_id is not null);

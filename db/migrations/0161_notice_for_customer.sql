-- Promise: whose notice it is that staff noted is kept with it: what a customer asked for they take back themselves, and the
-- company's own they do not. What was noted before counts as it was told to the customer then: as the company's.
set lock_timeout = '5s';

alter table contract_cancellation add column for_customer boolean not null default false;

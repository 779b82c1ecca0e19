-- Promise: the company says how many months lie between two offers to stay that are taken for one contract.
set lock_timeout = '5s';

alter table renewal_policy add column offer_months integer not null default 12;
alter table renewal_policy add constraint renewal_policy_offer_months check (offer_months between 0 and 120);

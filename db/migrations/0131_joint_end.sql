-- Promise: of contracts that were made to end together it is known with which, so that their last parts of a period, due on
-- one day, are one invoice; by their day, as the last such change on it says.
set lock_timeout = '5s';

create table joint_end (
	contract_id uuid not null references contract (id) on delete cascade,
	-- The last day that all of them share.
	ends_on date not null,
	-- One for all that end by the same change.
	joint_id uuid not null,
	primary key (contract_id, ends_on)
);
create index joint_end_of_all on joint_end (joint_id);

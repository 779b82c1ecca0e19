-- Promise: money that somebody recorded to settle nothing yet settles nothing by itself, until a person puts it.
set lock_timeout = '5s';

alter table payment
	add column held boolean not null default false,
	add constraint payment_held check (not held or (source = 'recorded' and not in_order));

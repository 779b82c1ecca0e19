-- Promise: of an instalment that is not invoiced yet customer and collector are told before its day, once for each step.
create table instalment_reminder (
	instalment_id uuid not null references instalment (id) on delete cascade,
	-- `before:14`, as of an invoice.
	step text not null,
	taken_on date not null,
	primary key (instalment_id, step)
);

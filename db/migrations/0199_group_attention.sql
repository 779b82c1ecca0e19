-- Promise: a group's channel has quiet hours of its own by a clock of its own; where none are chosen, the company's.
set lock_timeout = '5s';

create table group_attention (
	group_id uuid primary key references staff_group (id),
	time_zone text not null,
	quiet_from time not null,
	quiet_until time not null
);

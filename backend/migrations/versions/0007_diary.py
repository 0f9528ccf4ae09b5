"""diary: which slots of an area's sessions are held or booked"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "diary",
        sa.Column("area", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_diary")),
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("area", sa.String(length=60), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overflow", sa.Boolean(), nullable=False),
        sa.Column("chosen_because", sa.String(length=1000), nullable=True),
        sa.Column("profile_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["diary.area"], name=op.f("fk_booking_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index("ix_booking_request", "booking", ["request_id"], unique=False)
    op.create_index("ix_booking_area_starts", "booking", ["area", "starts_at"], unique=False)
    op.create_table(
        "booked_slot",
        sa.Column("area", sa.String(length=60), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booking_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["diary.area"], name=op.f("fk_booked_slot_area")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_booked_slot_booking_id")
        ),
        sa.PrimaryKeyConstraint("area", "starts_at", name=op.f("pk_booked_slot")),
    )
    op.create_index(op.f("ix_booked_slot_booking_id"), "booked_slot", ["booking_id"], unique=False)


def downgrade() -> None:
    op.drop_table("booked_slot")
    op.drop_table("booking")
    op.drop_table("diary")

"""areas: passcodes, sealed and apart from every record"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_secret",
        sa.Column("area", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_area_secret_area")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_area_secret_set_by")),
        sa.PrimaryKeyConstraint("area", "name", name=op.f("pk_area_secret")),
    )


def downgrade() -> None:
    op.drop_table("area_secret")

"""What of an area's arrangements is secret: apart from every record, and sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime


class AreaSecret(Base):
    """One passcode, such as that of a conference bridge. Good for its row only."""

    __tablename__ = "area_secret"

    area: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime())
    set_by: Mapped[str] = mapped_column(ForeignKey("person.id"))

//! The disk that fails, in the hands of a log and of whoever writes files beside it.

use std::cell::{RefCell, RefMut};
use std::io;

use showclear::log::{Put, Storage};

use super::disk::Disk;

/// The disk of a running program.
#[derive(Debug)]
pub(super) struct Shared(RefCell<Disk>);

impl Shared {
    pub(super) fn new(disk: Disk) -> Self {
        Self(RefCell::new(disk))
    }

    pub(super) fn into_disk(self) -> Disk {
        self.0.into_inner()
    }

    pub(super) fn disk(&self) -> RefMut<'_, Disk> {
        self.0.borrow_mut()
    }
}

impl Storage for &Shared {
    fn segments(&self) -> io::Result<Vec<u32>> {
        (&&mut *self.disk()).segments()
    }

    fn read(&self, segment: u32) -> io::Result<Vec<u8>> {
        (&&mut *self.disk()).read(segment)
    }

    fn read_copy(&self, segment: u32) -> io::Result<Vec<u8>> {
        (&&mut *self.disk()).read_copy(segment)
    }

    fn create_new(&mut self, segment: u32) -> io::Result<()> {
        (&mut *self.disk()).create_new(segment)
    }

    fn append(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        (&mut *self.disk()).append(segment, bytes)
    }

    fn truncate(&mut self, segment: u32, len: u64) -> io::Result<()> {
        (&mut *self.disk()).truncate(segment, len)
    }

    fn sync_data(&mut self, segment: u32) -> io::Result<()> {
        (&mut *self.disk()).sync_data(segment)
    }

    fn sync_all(&mut self, segment: u32) -> io::Result<()> {
        (&mut *self.disk()).sync_all(segment)
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        (&mut *self.disk()).sync_folder()
    }

    fn write_copy(&mut self, segment: u32, bytes: &[u8]) -> io::Result<()> {
        (&mut *self.disk()).write_copy(segment, bytes)
    }

    fn rename_copy(&mut self, segment: u32) -> io::Result<()> {
        (&mut *self.disk()).rename_copy(segment)
    }

    fn put_recovered(&mut self, name: &str, bytes: &[u8]) -> io::Result<Put> {
        (&mut *self.disk()).put_recovered(name, bytes)
    }

    fn put_note(&mut self, size: u64, note: &str) -> io::Result<Put> {
        (&mut *self.disk()).put_note(size, note)
    }
}
